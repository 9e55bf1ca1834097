/* Lets writes below a folder fail, or kills the process in the middle of them; for LD_PRELOAD.
 *
 * FAIL_UNDER  folder whose files are meant
 * FAIL_AT     the how-manyeth write, sync, truncation, renaming or removal fails first (from 1)
 * FAIL_TIMES  how many fail from there on
 * FAIL_HOW    "kill" (SIGKILL; of a write, half of the bytes are written before), or an errno
 *
 * Counting begins when FAIL_AT is set, that is when the work begins.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long seen;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_meant(const char *path)
{
    const char *folder = getenv("FAIL_UNDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_meant_fd(int fd)
{
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_meant(path);
}

/* Returns whether this call is to fail. */
static int is_due(void)
{
    const char *at = getenv("FAIL_AT"), *times = getenv("FAIL_TIMES");
    if (!at)
        return 0;
    long number = atomic_fetch_add(&seen, 1) + 1;
    return number >= atol(at) && number < atol(at) + (times ? atol(times) : 1);
}

static int fail(void)
{
    const char *how = getenv("FAIL_HOW");
    if (!how || strcmp(how, "kill") == 0)
        kill(getpid(), SIGKILL);
    errno = atoi(how);
    return -1;
}

static int is_kill(void)
{
    const char *how = getenv("FAIL_HOW");
    return how && strcmp(how, "kill") == 0;
}

ssize_t write(int fd, const void *buffer, size_t count)
{
    if (is_meant_fd(fd) && is_due()) {
        if (is_kill())
            REAL(write)(fd, buffer, count / 2);
        return fail();
    }
    return REAL(write)(fd, buffer, count);
}

ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset)
{
    if (is_meant_fd(fd) && is_due()) {
        if (is_kill())
            REAL(pwrite)(fd, buffer, count / 2, offset);
        return fail();
    }
    return REAL(pwrite)(fd, buffer, count, offset);
}

ssize_t pwrite64(int fd, const void *buffer, size_t count, off64_t offset)
{
    if (is_meant_fd(fd) && is_due()) {
        if (is_kill())
            REAL(pwrite64)(fd, buffer, count / 2, offset);
        return fail();
    }
    return REAL(pwrite64)(fd, buffer, count, offset);
}

int fsync(int fd)
{
    return is_meant_fd(fd) && is_due() ? fail() : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return is_meant_fd(fd) && is_due() ? fail() : REAL(fdatasync)(fd);
}

int ftruncate(int fd, off_t length)
{
    return is_meant_fd(fd) && is_due() ? fail() : REAL(ftruncate)(fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    return is_meant_fd(fd) && is_due() ? fail() : REAL(ftruncate64)(fd, length);
}

int rename(const char *from, const char *to)
{
    return is_meant(to) && is_due() ? fail() : REAL(rename)(from, to);
}

int unlink(const char *path)
{
    return is_meant(path) && is_kill() && is_due() ? fail() : REAL(unlink)(path);
}
