#include "guest-processes.h"

#include <dirent.h>
#include <stdlib.h>
#include <time.h>

#include "guest-stat.h"
#include "loads.h"

#define MOST_PROCESSES 4096
#define REMEMBERED 65536

static pid_t processes[MOST_PROCESSES];
static int count;

/* A process never becomes a thread of the kernel, nor the other way round. */
static int is_of_kernel(pid_t pid) {
  static char kinds[REMEMBERED];
  if (pid >= REMEMBERED) return is_kernel_thread(pid);
  if (kinds[pid] == 0) kinds[pid] = is_kernel_thread(pid) ? 'k' : 'u';
  return kinds[pid] == 'k';
}

static void read_directory(void) {
  static DIR *proc;
  if (proc == NULL) proc = opendir("/proc");
  if (proc == NULL) return;
  rewinddir(proc);
  count = 0;
  for (struct dirent *entry; (entry = readdir(proc)) != NULL && count < MOST_PROCESSES;) {
    pid_t pid = atoi(entry->d_name);
    if (pid > 1 && !is_of_kernel(pid)) processes[count++] = pid;
  }
}

/* Where no process has been made since, there is none that is not known. */
void find_processes(void) {
  static long last_known;
  long loads = open_loads();
  long last = last_process(loads);
  close_loads(loads);
  if (last == 0 || last != last_known) read_directory();
  last_known = last;
}

void for_each_process(void (*each)(pid_t, void *), void *context) {
  for (int i = 0; i < count; i++) each(processes[i], context);
}

/* The processor time of all its threads, those that ended too; see clock_getcpuclockid(3). */
static uint64_t running_time(pid_t pid) {
  struct timespec time = {0, 0};
  clock_gettime((clockid_t)((~(unsigned)pid << 3) | 2), &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static void mix_in(pid_t pid, void *context) {
  uint64_t *sum = context;
  *sum = (*sum ^ (running_time(pid) * 64 + (uint64_t)pid)) * 0x9e3779b97f4a7c15ULL;
  *sum ^= *sum >> 29;
}

uint64_t activity(void) {
  static uint64_t changes, before;
  uint64_t sum = 1;
  for_each_process(mix_in, &sum);
  changes += sum != before;
  before = sum;
  return changes;
}
