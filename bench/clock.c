/*
 * Lets a process see a clock that is wrong: the first eight bytes of the file $CLOCK_OFFSET are seconds, little-endian, that are added to the
 * time of day. The monotonic clock stays as it is. The file is mapped, so that a change takes effect at once and reading it costs nothing.
 *
 *   cc -shared -fPIC -O2 -o clock.so bench/clock.c -ldl
 *   CLOCK_OFFSET=offset LD_PRELOAD=$PWD/clock.so java ...
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset;
static int (*right_time)(clockid_t, struct timespec *);

__attribute__((constructor)) static void map_offset(void) {
  right_time = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  const char *name = getenv("CLOCK_OFFSET");
  int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
  if (file >= 0) {
    void *mapped = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    offset = mapped == MAP_FAILED ? NULL : mapped;
    close(file);
  }
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  if (!right_time) {
    map_offset();
  }
  int result = right_time(clock, time);
  if (result == 0 && offset && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    time->tv_sec += *offset;
  }
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return result;
}

time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) {
    *into = now.tv_sec;
  }
  return now.tv_sec;
}
