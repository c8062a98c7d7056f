# shellcheck shell=sh
# The pages of the VNC console: noVNC, out of the distribution's package. Only its files are wanted, not the Node.js and
# Python programs that the package depends on, so it is unpacked and not installed.

# fetch_console_pages ARGUMENT...: for a command that brings up real guests. Without the pages all else works.
fetch_console_pages() {
  case " $(purposes_of "$@") " in *' guests '*) ;; *) return 0 ;; esac
  pages=$stage/novnc
  if [ -e /usr/share/novnc/vnc.html ] || [ -e "$pages/usr/share/novnc/vnc.html" ] || ! has_apt; then
    return 0
  fi
  log=$(log_file console)
  rm -rf "$pages.part"
  mkdir -p "$pages.part/deb"
  if (cd "$pages.part/deb" && apt-get download -q -o APT::Sandbox::User=root novnc) >>"$log" 2>&1 \
      && dpkg-deb -x "$pages.part"/deb/*.deb "$pages.part" >>"$log" 2>&1; then
    rm -rf "$pages.part/deb"
    mv "$pages.part" "$pages"
  else
    rm -rf "$pages.part"
    say "noVNC could not be fetched: the console's page is missing, all else works ($log)"
  fi
}
