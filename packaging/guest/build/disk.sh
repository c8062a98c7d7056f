# shellcheck shell=bash
# The disk, made as plain files and put together: no mounts.

syslinux_mbr=/usr/lib/syslinux/mbr/mbr.bin
# Figures of names and clocks are left alone: net.ifnames=0 keeps eth0, the mitigations cost time and guard nothing here.
kernel_options="root=LABEL=guestroot console=tty0 console=ttyS0 quiet no_timer_check mitigations=off nokaslr net.ifnames=0"

make_disk() {
  cp "$work/unpacked/boot/vmlinuz-$kernel" "$work/result/guest.vmlinuz"
  pack "$work/initrd" >"$work/result/guest.initrd"
  echo "$kernel_options" >"$work/result/guest.cmdline"
  make_boot_partition "$work/boot.fat"
  make_root_partition "$work/root.ext4"

  local raw=$work/disk.raw
  truncate -s "${disk_mib}M" "$raw"
  # The first MiB holds the table and the boot sector.
  printf 'label: dos\n2048,%dM,6,*\n%d,%dM,83\n' "$boot_mib" $(((1 + boot_mib) * 2048)) $((disk_mib - boot_mib - 1)) \
    | sfdisk -q "$raw"
  dd if="$syslinux_mbr" of="$raw" bs=440 count=1 conv=notrunc status=none
  dd if="$work/boot.fat" of="$raw" bs=1M seek=1 conv=notrunc,sparse status=none
  dd if="$work/root.ext4" of="$raw" bs=1M seek=$((1 + boot_mib)) conv=notrunc,sparse status=none
  qemu-img convert -c -O qcow2 "$raw" "$work/result/guest.qcow2"
}

make_boot_partition() {
  printf 'DEFAULT linux\nPROMPT 0\nTIMEOUT 0\nLABEL linux\n  KERNEL /vmlinuz\n  INITRD /initrd\n  APPEND %s\n' \
    "$kernel_options" >"$work/boot/syslinux.cfg"
  cp "$work/result/guest.vmlinuz" "$work/boot/vmlinuz"
  cp "$work/result/guest.initrd" "$work/boot/initrd"
  truncate -s "${boot_mib}M" "$1"
  mkfs.vfat -F 16 -n GUESTBOOT "$1" >/dev/null
  MTOOLS_SKIP_CHECK=1 mcopy -i "$1" "$work/boot"/* ::/ || fail "kernel and initrd do not fit into $boot_mib MiB."
  syslinux --install "$1"
}

# No journal and no checksums: the quickest to mount; room to grow to 8 GiB while it is mounted.
make_root_partition() {
  truncate -s $((disk_mib - boot_mib - 1))M "$1"
  mke2fs -q -t ext4 -L guestroot -O '^has_journal,^metadata_csum,resize_inode' -m 0 \
    -E root_owner=0:0,resize=2097152 -d "$work/root" "$1" || fail "the root does not fit into the disk."
}
