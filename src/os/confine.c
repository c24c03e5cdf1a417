#include "os/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- processor and memory ---- */

static int limit(int what, uint64_t most, const char *name, licet_error *err)
{
    struct rlimit now, l = {most, most};
    if (getrlimit((__rlimit_resource_t)what, &now) == 0 && now.rlim_max < most)
        l.rlim_cur = l.rlim_max = now.rlim_max;
    if (setrlimit((__rlimit_resource_t)what, &l) == 0) return 0;
    return lc_fail(err, LICET_E_IO, "cannot limit %s: %s", name, strerror(errno));
}

/* An address sanitizer reserves more than any limit. */
static bool memory_can_be_limited(void)
{
#ifdef __SANITIZE_ADDRESS__
    return false;
#else
    return true;
#endif
}

/* ---- system calls ---- */

static int deny_calls(licet_error *err)
{
    static const int calls[] = {SCMP_SYS(socket),
                                SCMP_SYS(socketpair),
                                SCMP_SYS(connect),
                                SCMP_SYS(bind),
                                SCMP_SYS(listen),
                                SCMP_SYS(accept),
                                SCMP_SYS(accept4),
                                SCMP_SYS(sendto),
                                SCMP_SYS(sendmsg),
                                SCMP_SYS(sendmmsg),
                                SCMP_SYS(execve),
                                SCMP_SYS(execveat),
                                SCMP_SYS(ptrace),
                                SCMP_SYS(process_vm_readv),
                                SCMP_SYS(process_vm_writev),
                                SCMP_SYS(mount),
                                SCMP_SYS(umount2),
                                SCMP_SYS(pivot_root),
                                SCMP_SYS(chroot),
                                SCMP_SYS(unshare),
                                SCMP_SYS(setns),
                                SCMP_SYS(bpf),
                                SCMP_SYS(perf_event_open),
                                SCMP_SYS(userfaultfd),
                                SCMP_SYS(keyctl),
                                SCMP_SYS(add_key),
                                SCMP_SYS(request_key),
                                SCMP_SYS(io_uring_setup),
                                SCMP_SYS(io_uring_enter),
                                SCMP_SYS(io_uring_register),
                                SCMP_SYS(init_module),
                                SCMP_SYS(finit_module),
                                SCMP_SYS(delete_module),
                                SCMP_SYS(kexec_load),
                                SCMP_SYS(setuid),
                                SCMP_SYS(setgid),
                                SCMP_SYS(reboot),
                                SCMP_SYS(swapon),
                                SCMP_SYS(quotactl)};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int rc = filter ? 0 : -ENOMEM;
    for (size_t i = 0; i < sizeof calls / sizeof *calls && !rc; i++)
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
    if (!rc) rc = seccomp_load(filter);
    if (filter) seccomp_release(filter);
    return rc ? lc_fail(err, LICET_E_IO, "cannot give up system calls: %s", strerror(-rc)) : 0;
}

/* ---- files (Landlock, Linux 5.13; the calls have no wrapper in glibc) ---- */

enum { ALL_OF_ABI_1 = LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1 };
#define READING                                                                                    \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

static int allow_below(int rules, const char *path, uint64_t access)
{
    struct landlock_path_beneath_attr a = {.allowed_access = access,
                                           .parent_fd = open(path, O_PATH | O_CLOEXEC)};
    if (a.parent_fd < 0) return 0; /* what is not there needs no rule */
    long rc = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &a, 0);
    close(a.parent_fd);
    return rc ? -1 : 0;
}

static int deny_files(const char *writable, const char *readable, bool *out, licet_error *err)
{
    static const char *const system_paths[] = {"/usr", "/lib", "/lib64", "/etc", "/proc", "/dev"};
    struct landlock_ruleset_attr all = {.handled_access_fs = ALL_OF_ABI_1};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    *out = false;
    if (rules < 0) return 0; /* a kernel without it: the other limits hold */
    int rc = allow_below(rules, writable, ALL_OF_ABI_1);
    if (!rc) rc = allow_below(rules, readable, READING);
    for (size_t i = 0; i < sizeof system_paths / sizeof *system_paths && !rc; i++)
        rc = allow_below(rules, system_paths[i], READING);
    if (!rc) rc = (int)syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
    *out = rc == 0;
    return rc ? lc_fail(err, LICET_E_IO, "cannot give up files: %s", strerror(errno)) : 0;
}

int lc_confine(const char *writable, const char *readable, unsigned cpu_s, uint64_t memory_bytes,
               bool *out_landlock, licet_error *err)
{
    int rc = limit(RLIMIT_CPU, cpu_s, "processor time", err);
    if (!rc) rc = limit(RLIMIT_CORE, 0, "core files", err);
    if (!rc && memory_can_be_limited()) rc = limit(RLIMIT_AS, memory_bytes, "memory", err);
    if (!rc && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        rc = lc_fail(err, LICET_E_IO, "cannot give up privileges: %s", strerror(errno));
    if (!rc) rc = deny_files(writable, readable, out_landlock, err);
    return rc ? rc : deny_calls(err);
}
