/* Faults of the disk, for the tests alone: what is written below FAULT_ROOT is counted, and fails or kills as FAULT_CONTROL says.
 *
 * FAULT_CONTROL is a file of three ints that every process shares: mode, at, count. It may be changed while they run.
 *   1 kill   the at-th operation ends the process group, before it is carried out
 *   2 full   from the at-th operation on, nothing may grow
 *   3 ro     from the at-th operation on, nothing may be changed
 *   4 eio    the at-th operation fails, once
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, KILL, FULL, READ_ONLY, EIO_ONCE };
struct control { int mode, at, count; };

static volatile struct control *control;
static const char *root;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULT_CONTROL");
    root = getenv("FAULT_ROOT");
    int file = path && root ? REAL(open)(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *shared = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED) control = shared;
    close(file);
}

static int ours(const char *path) { return control && control->mode && path && strncmp(path, root, strlen(root)) == 0; }

static int ours_file(int file) {
    char link[64], path[4096];
    if (!control || !control->mode) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return ours(path);
}

/* Whether this operation is to fail, with errno set; a killed one does not come back. */
static int fails(int grows, int changes) {
    int now = __sync_add_and_fetch(&control->count, 1), mode = control->mode, at = control->at;
    if (mode == KILL && now == at) {
        kill(0, SIGKILL);
        pause();
    }
    if (mode == FULL && grows && now >= at) return errno = ENOSPC, 1;
    if (mode == READ_ONLY && changes && now >= at) return errno = EROFS, 1;
    if (mode == EIO_ONCE && now == at) return errno = EIO, 1;
    return 0;
}

static int beyond(int file, off_t end) {
    struct stat facts;
    return fstat(file, &facts) || end > facts.st_size;
}

ssize_t write(int file, const void *data, size_t size) {
    if (ours_file(file) && fails(1, 1)) return -1;
    return REAL(write)(file, data, size);
}
ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    if (ours_file(file) && fails(beyond(file, at + (off_t)size), 1)) return -1;
    return REAL(pwrite)(file, data, size, at);
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    if (ours_file(file) && fails(beyond(file, at + (off_t)size), 1)) return -1;
    return REAL(pwrite64)(file, data, size, at);
}
int fsync(int file) { return ours_file(file) && fails(0, 0) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return ours_file(file) && fails(0, 0) ? -1 : REAL(fdatasync)(file); }
int ftruncate(int file, off_t size) { return ours_file(file) && fails(beyond(file, size), 1) ? -1 : REAL(ftruncate)(file, size); }
int ftruncate64(int file, off64_t size) { return ours_file(file) && fails(beyond(file, size), 1) ? -1 : REAL(ftruncate64)(file, size); }
int rename(const char *from, const char *to) { return ours(to) && fails(0, 1) ? -1 : REAL(rename)(from, to); }
int unlink(const char *path) { return ours(path) && fails(0, 1) ? -1 : REAL(unlink)(path); }
int link(const char *from, const char *to) { return ours(to) && fails(0, 1) ? -1 : REAL(link)(from, to); }
int faccessat(int folder, const char *path, int wanted, int flags) {
    int denied = (wanted & W_OK) && control && control->mode == READ_ONLY && ours(path);
    return denied ? (errno = EROFS, -1) : REAL(faccessat)(folder, path, wanted, flags);
}
int mkdir(const char *path, mode_t mode) { return ours(path) && fails(0, 1) ? -1 : REAL(mkdir)(path, mode); }

static int opens(const char *path, int flags) {
    int changes = flags & (O_CREAT | O_WRONLY | O_RDWR);
    return changes && ours(path) && fails(0, 1);
}
#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        return opens(path, flags) ? -1 : REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        return opens(path, flags) ? -1 : REAL(name)(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)
