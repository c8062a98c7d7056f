# Debian's Tempest waits ten seconds before it deletes a subnet, for the sake of clouds that take away a port long after
# they said so. Cairn does not, and a run of the network tests would be half an hour of sleep.
import sys
import time

_sleep = time.sleep


def _sleep_unless_before_subnet(seconds):
    if sys._getframe(1).f_globals.get("__name__") != "tempest.lib.services.network.subnets_client":
        _sleep(seconds)


time.sleep = _sleep_unless_before_subnet
