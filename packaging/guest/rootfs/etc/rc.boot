#!/bin/sh
# Boot, once: what the file systems, the log, the host keys and the daemons need. Ends quickly; slow things go on behind it.
export PATH=/usr/bin:/usr/sbin
mkdir -p /dev/pts /dev/shm
mount -t devpts -o mode=620 devpts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs -o mode=1777 tmpfs /tmp
mkdir -p /run/guest
hostname -F /etc/hostname
ip link set lo up
modprobe virtio_net
/usr/lib/guest/say boot
/usr/lib/guest/metadata </dev/null &

for kind in ed25519 ecdsa; do
  key=/etc/dropbear/dropbear_${kind}_host_key
  [ -s $key ] || dropbearkey -t $kind -f $key >/dev/null 2>&1
done
# -s: no passwords over the network, keys only.
dropbear -s -p 22 && touch /run/guest/sshd && /usr/lib/guest/say sshd up

{
  for module in virtio_rng virtio_balloon virtio_console evdev button; do modprobe $module; done
  acpid -l /dev/null
  syslogd -C64
  resize2fs "$(awk '$2 == "/" && $1 ~ "^/dev/" { print $1 }' /proc/mounts)"
} >/dev/null 2>&1 &
