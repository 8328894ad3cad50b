#include "tests/support/faults/small_disk.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

namespace anchorledger::testing {
namespace {

// Runs a program quietly; true when it ended well.
bool Run(std::vector<std::string> command) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const int pid = ::fork();
  if (pid < 0) return false;
  if (pid == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  return ::waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::unique_ptr<SmallDisk> SmallDisk::MountMemory(const std::string& mount_point, uint64_t bytes) {
  std::filesystem::create_directories(mount_point);
  const std::string options = "size=" + std::to_string(bytes);
  if (::mount("tmpfs", mount_point.c_str(), "tmpfs", 0, options.c_str()) != 0) return nullptr;
  return std::unique_ptr<SmallDisk>(new SmallDisk(mount_point));
}

std::unique_ptr<SmallDisk> SmallDisk::MountImage(const std::string& image,
                                                 const std::string& mount_point, uint64_t bytes,
                                                 Format format) {
  std::filesystem::create_directories(mount_point);
  if (::geteuid() != 0) return nullptr;
  if (format == Format::kNew) {
    if (!Run({"truncate", "-s", std::to_string(bytes), image})) return nullptr;
    if (!Run({"mkfs.ext4", "-q", "-F", image})) return nullptr;
  }
  if (!Run({"mount", "-o", "loop", image, mount_point})) return nullptr;
  return std::unique_ptr<SmallDisk>(new SmallDisk(mount_point));
}

SmallDisk::~SmallDisk() {
  // The loop device goes with the mount.
  if (::umount(path_.c_str()) != 0) ::umount2(path_.c_str(), MNT_DETACH);
}

}  // namespace anchorledger::testing
