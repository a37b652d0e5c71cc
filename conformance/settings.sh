# What the scripts of this folder share: names and places. Sourced, never run.
# shellcheck shell=bash disable=SC2034  # the names are used by the scripts that source this

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Everything that is downloaded or built goes here; git ignores it.
work=$root/target/conformance
# The folder with the engine, its shims and the programs that use it, side by side.
stage=$work/stage
# Wine's own tree; nobody's ~/.wine is touched.
export WINEPREFIX=$work/wine

package=zego-express-engine-electron
package_version=3.25.0-51516.1302
package_sha512=1sZ0nBpRPQIRY1P4KceFI5T3Vh0JT9HyFF8O/60YxwKKi2cwgC6Ox4Py+Obyweqkd2n3910EHpybleAFGuwyDA==
engine_version=3.25.0.51516

windows_target=x86_64-pc-windows-gnu

wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
wineserver=$(command -v wineserver || echo /usr/lib/wine/wineserver64)

# Wine's server keeps the network that it was started in, so it may not outlive a namespace.
end_wine() {
    "$wineserver" -k 2>/dev/null || true
}

die() {
    echo "conformance: $*" >&2
    exit 1
}

# What is missing can't be had on this machine: a reason to skip, not a failure of the code.
unavailable() {
    echo "$*" >&2
    exit 3
}
