/* os/confine.h: a process that reads what came from outside gives up what it does not need. */
#ifndef OS_CONFINE_H
#define OS_CONFINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* From now on this process, and what it starts: no network, no other programs, no looking into
 * other processes; writes only below writable, reads only there, below readable and where the
 * system's libraries are (Landlock, where the kernel has it: *out_landlock tells); at most cpu_s
 * seconds of processor and memory_bytes of memory. LICET_E_IO if the kernel refuses. It cannot be
 * undone. */
int lc_confine(const char *writable, const char *readable, unsigned cpu_s, uint64_t memory_bytes,
               bool *out_landlock, licet_error *err);

#endif
