# shellcheck shell=bash
# The guest's packages: which, and unpacked into $work/unpacked.

# The words of a file without its comments.
words() {
  sed 's/#.*//' "$1"
}

# Sets package_names, and package_files, a line "NAME SHA256" each: every package of the list under the name that this
# archive has, and the kernel that the cloud meta-package points to. apt is asked once; it is slow to start.
choose_packages() {
  local kernel_package listed choice name
  kernel_package=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-/ { print $2; exit }')
  [ -n "$kernel_package" ] || fail "apt knows no linux-image-cloud-amd64; as root: apt-get update"
  listed=$(words "$builder/packages")
  # shellcheck disable=SC2086
  package_files=$(apt-cache show --no-all-versions $kernel_package ${listed//|/ } 2>/dev/null \
    | awk '$1 == "Package:" { name = $2 } $1 == "SHA256:" { print name, $2 }' | LC_ALL=C sort -u)
  package_names=$kernel_package
  for choice in $listed; do
    for name in ${choice//|/ }; do
      if grep -q "^$name " <<<"$package_files"; then
        package_names+=" $name"
        continue 2
      fi
    done
    fail "apt knows no package $choice; as root: apt-get update"
  done
}

fetch_packages() {
  # shellcheck disable=SC2086
  if ! (cd "$work/packages" && apt-get download -q -o APT::Sandbox::User="$(id -un)" $package_names) \
    >"$work/apt.log" 2>&1; then
    grep -E '^(E|W|Err)' "$work/apt.log" >&2 || true
    fail "the guest's packages could not be fetched."
  fi
  local package
  for package in "$work/packages"/*.deb; do
    dpkg-deb -x "$package" "$work/unpacked"
  done
  # Under /lib in Debian 12, under /usr/lib since.
  module_folder=$(find "$work/unpacked" -path '*lib/modules/*' -prune -type d | head -n 1)
  [ -n "$module_folder" ] || fail "the kernel's package has no modules."
  kernel=$(basename "$module_folder")
}
