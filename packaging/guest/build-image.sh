#!/bin/bash
# Builds Cairn's own guest image from Debian packages alone: no root, no mounts, no loop devices.
#
#   build-image.sh FOLDER
#
# leaves in FOLDER
#   guest.qcow2    the disk: partition 1 FAT with syslinux, kernel and initrd (BIOS boot), partition 2 ext4, the root,
#                  which grows with the disk; as a virtio, SCSI or NVMe disk, or IDE on i440fx
#   guest.vmlinuz, guest.initrd, guest.cmdline
#                  the same kernel, for a direct boot with that disk: much quicker without KVM
#   guest.id       of what it was made; while that stays the same, nothing is built again
#
# rootfs/ holds the guest's own files, `packages` and `modules` what is added to them. The guest takes an address by DHCP
# on every NIC, its keys, name and user data from a config drive or from 169.254.169.254, and tells on its console how far
# it is, in lines that begin with "GUEST: "; "GUEST: ready" is the last. User cairn; its password works on the console only.
set -euo pipefail
shopt -s nullglob

builder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
disk_mib=112
boot_mib=20

# shellcheck source=packaging/guest/build/packages.sh
. "$builder/build/packages.sh"
# shellcheck source=packaging/guest/build/rootfs.sh
. "$builder/build/rootfs.sh"
# shellcheck source=packaging/guest/build/disk.sh
. "$builder/build/disk.sh"

fail() {
  echo "build-image: $*" >&2
  exit 1
}

need_tools() {
  local tool
  for tool in apt-get cpio depmod dpkg-deb lz4 mcopy mke2fs mkfs.vfat objdump openssl qemu-img sfdisk syslinux; do
    command -v "$tool" >/dev/null || fail "$tool is missing. As root: ./cairn packages image guests"
  done
  [ -e "$syslinux_mbr" ] || fail "$syslinux_mbr is missing. As root: ./cairn packages image"
  [ "$(dpkg --print-architecture)" = amd64 ] || fail "the guest image is made on amd64 only so far."
}

# What the image is made of, as one hash: the builder's own files and the exact packages.
identity() {
  {
    (cd "$builder" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
    echo "$package_files"
  } | sha256sum | cut -c 1-32
}

main() {
  [ $# = 1 ] || fail "usage: build-image.sh FOLDER"
  need_tools
  mkdir -p "$1"
  local out id
  out=$(cd "$1" && pwd)
  choose_packages
  id=$(identity)
  if [ "$(cat "$out/guest.id" 2>/dev/null)" = "$id" ] && [ -s "$out/guest.qcow2" ]; then
    echo "build-image: $out/guest.qcow2 is up to date" >&2
    return
  fi
  # Beside the result, so that the finished files only have to be renamed; two builds at once do not meet.
  work=$(mktemp -d "$out/.build.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  mkdir "$work"/{packages,unpacked,root,initrd,boot,result}
  fetch_packages
  make_root
  make_initrd
  make_disk
  echo "$id" >"$work/result/guest.id"
  mv -f "$work"/result/guest.{qcow2,vmlinuz,initrd,cmdline} "$out/"
  mv -f "$work/result/guest.id" "$out/"
  echo "build-image: $out/guest.qcow2 is ready" >&2
}

main "$@"
