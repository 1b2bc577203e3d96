/* A clock that runs fifty times slower than the machine's, for every program that asks the C library: what a candidate would put
 * between formcheck and the system to win time. Built and preloaded by tests/slowed_clock.rs. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { SLOWER = 50, SECOND = 1000000000, CLOCKS = 16 };

static long long began[CLOCKS];

int clock_gettime(clockid_t id, struct timespec *at) {
    if (syscall(SYS_clock_gettime, id, at) != 0) {
        return -1;
    }
    if (id < 0 || id >= CLOCKS) {
        return 0;
    }
    long long now = (long long)at->tv_sec * SECOND + at->tv_nsec;
    if (began[id] == 0) {
        began[id] = now;
    }
    now = began[id] + (now - began[id]) / SLOWER;
    at->tv_sec = now / SECOND;
    at->tv_nsec = now % SECOND;
    return 0;
}
