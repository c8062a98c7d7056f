# shellcheck shell=bash
# The two file systems: the root in $work/root, and the initrd in $work/initrd that only finds it.

make_root() {
  local root=$work/root
  make_folders "$root"
  mkdir -p "$root"/{run,tmp,mnt,media,var/log,var/lib,home/cairn/.ssh,etc/dropbear}
  ln -s ../run "$root/var/run"
  ln -s /proc/mounts "$root/etc/mtab"
  cp -a "$builder/rootfs/." "$root/"
  rm "$root/init"
  set_modes "$root"

  install_busybox "$root"
  install_program dropbear dropbearkey dbclient nc.openbsd mke2fs resize2fs e2fsck blkid lsblk mkfs.fat
  local kind
  for kind in ext2 ext3 ext4; do ln -s mke2fs "$root/usr/bin/mkfs.$kind"; done
  ln -sf mkfs.fat "$root/usr/bin/mkfs.vfat"
  ln -s dbclient "$root/usr/bin/ssh"
  install_libraries "$root"/usr/bin/*

  # shellcheck disable=SC2046
  install_modules "$root" $(words "$builder/modules" | sed 's/^\(boot\|root\) //')
  # Password logins are for the console; dropbear takes keys only. The salt is fixed for a build that can be repeated.
  printf 'cairn:%s:19000:0:99999:7:::\nroot:*:19000:0:99999:7:::\n' "$(openssl passwd -6 -salt cairnguest cairn)" \
    >"$root/etc/shadow"
  chmod 600 "$root/etc/shadow"
}

# The folders that both have; /bin and the others are links, as in Debian.
make_folders() {
  mkdir -p "$1"/usr/{bin,sbin,lib,lib64} "$1"/{etc,proc,sys,dev}
  local name
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$1/$name"; done
}

# A checkout may carry any group and umask; the guest must not.
set_modes() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -exec chmod u=rwX,go=rX {} +
  chmod 700 "$1/home/cairn" "$1/home/cairn/.ssh"
}

# install_busybox ROOT [APPLET...]: with links for these applets, or for all that do not stand in for a better program.
install_busybox() {
  local root=$1 applet
  shift
  cp "$(find_unpacked -name busybox -path '*bin/*')" "$root/usr/bin/busybox"
  # shellcheck disable=SC2046
  [ $# -gt 0 ] || set -- $("$root/usr/bin/busybox" --list | grep -vxE 'busybox|dpkg|dpkg-deb|rpm|rpm2cpio|mke2fs|init|modprobe')
  for applet in "$@"; do
    [ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/usr/bin/$applet"
  done
  # Where the kernel looks for them.
  ln -sf ../bin/busybox "$root/usr/sbin/init"
  ln -sf ../bin/busybox "$root/usr/sbin/modprobe"
}

install_program() {
  local name
  for name in "$@"; do
    rm -f "$work/root/usr/bin/$name"
    cp -L "$(find_unpacked -name "$name" -path '*bin/*')" "$work/root/usr/bin/$name"
  done
}

find_unpacked() {
  local found
  found=$(find "$work/unpacked" "$@" \( -type f -o -type l \) | LC_ALL=C sort | head -n 1)
  [ -n "$found" ] || fail "the packages have no file for: $*"
  echo "$found"
}

# All libraries that these files ask for, and that those ask for; from the packages, never from this machine.
install_libraries() {
  local library
  for library in $(objdump -p "$@" 2>/dev/null | awk '$1 == "NEEDED" { print $2 }' | sort -u); do
    [ ! -e "$work/root/usr/lib/$library" ] || continue
    cp -L "$(find_unpacked -name "$library")" "$work/root/usr/lib/$library"
    install_libraries "$work/root/usr/lib/$library"
  done
  cp -L "$(find_unpacked -name 'ld-linux-x86-64.so.2')" "$work/root/usr/lib64/"
}

# install_modules ROOT MODULE...: with the modules that they depend on; a module that is built in counts as there.
install_modules() {
  local root=$1 all=$module_folder module file
  shift
  [ -e "$all/modules.dep" ] || depmod -b "${all%/lib/modules/*}" "$kernel"
  mkdir -p "$root/usr/lib/modules/$kernel"
  for module in "$@"; do
    file=$(awk -F: -v name="/${module//_/[-_]}[.]ko" '$1 ~ name { print; exit }' "$all/modules.dep" "$all/modules.builtin")
    [ -n "$file" ] || fail "the kernel has no module $module."
    for file in ${file/:/}; do
      [ -e "$all/$file" ] || continue
      mkdir -p "$root/usr/lib/modules/$kernel/$(dirname "$file")"
      cp "$all/$file" "$root/usr/lib/modules/$kernel/$file"
    done
  done
  cp "$all"/modules.{builtin,builtin.modinfo,order} "$root/usr/lib/modules/$kernel/"
  depmod -b "$root" "$kernel"
  rm -f "$root/usr/lib/modules/$kernel"/*.bin
}

make_initrd() {
  local root=$work/initrd
  make_folders "$root"
  cp "$builder/rootfs/init" "$root/init"
  chmod 755 "$root/init"
  install_busybox "$root" sh mount mkdir cat modprobe findfs usleep printf dd blockdev basename dirname readlink switch_root
  # shellcheck disable=SC2046
  install_modules "$root" $(words "$builder/modules" | sed -n 's/^boot //p')
}

# pack FOLDER: as the kernel unpacks it. lz4 is the quickest to unpack without KVM.
pack() {
  (cd "$1" && find . -print0 | LC_ALL=C sort -z | cpio -0 -o -H newc -R 0:0 --reproducible --quiet) | lz4 -l -9 -c
}
