#!/usr/bin/python3
"""Asks a fresh cloud for what Tempest's configuration names, and prints it as assignments for a shell.

Reads the OS_* environment of `cairn openrc`. Only the standard library: each start of the openstack client takes seconds,
and this would need a dozen of them.
"""
import json
import os
import shlex
import urllib.request

ROOT = os.environ["OS_AUTH_URL"].removesuffix("/identity/v3")


def call(method, path, body=None, token="", content_type="application/json"):
    """The answer's headers and, where it is JSON, its body."""
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    headers = {"Content-Type": content_type, "Accept": "application/json", "X-Auth-Token": token}
    request = urllib.request.Request(ROOT + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read()
        return answer.headers, json.loads(text) if text else {}


def log_in():
    user = {"name": os.environ["OS_USERNAME"], "domain": {"id": "default"}, "password": os.environ["OS_PASSWORD"]}
    project = {"name": os.environ["OS_PROJECT_NAME"], "domain": {"id": "default"}}
    auth = {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": {"project": project}}
    headers, _ = call("POST", "/identity/v3/auth/tokens", {"auth": auth})
    return headers["X-Subject-Token"]


def image(token, name):
    """A public image. Nothing boots from it, so any bytes will do."""
    row = {"name": name, "visibility": "public", "disk_format": "raw", "container_format": "bare"}
    _, made = call("POST", "/image/v2/images", row, token)
    call("PUT", f"/image/v2/images/{made['id']}/file", os.urandom(65536), token, "application/octet-stream")
    return made["id"]


def flavors(token):
    _, found = call("GET", "/compute/v2.1/flavors", token=token)
    return {flavor["name"]: flavor["id"] for flavor in found["flavors"]}


def versions(token, path):
    """The smallest and greatest microversion of a service's current API."""
    _, found = call("GET", path, token=token)
    current = next(version for version in found["versions"] if version["status"] == "CURRENT")
    return current.get("min_version", current.get("version")), current.get("max_version", current.get("version"))


def main():
    token = log_in()
    by_name = flavors(token)
    _, networks = call("GET", "/network/v2.0/networks?name=public", token=token)
    _, extensions = call("GET", "/network/v2.0/extensions", token=token)
    compute_min, compute_max = versions(token, "/compute/")
    placement_min, placement_max = versions(token, "/placement/")
    found = {
        "image": image(token, "conformance-1"),
        "image_alt": image(token, "conformance-2"),
        "flavor": by_name["m1.nano"],
        "flavor_alt": by_name["m1.micro"],
        "external": networks["networks"][0]["id"],
        "extensions": ",".join(sorted(extension["alias"] for extension in extensions["extensions"])),
        "compute_min": compute_min,
        "compute_max": compute_max,
        "placement_min": placement_min,
        "placement_max": placement_max,
    }
    for name, value in found.items():
        print(f"{name}={shlex.quote(str(value))}")


main()
