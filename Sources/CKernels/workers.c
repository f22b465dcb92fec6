// The package's own workers: a ticket, a short spin, then sleep. The calling thread works too.
#if defined(__linux__)
#define _GNU_SOURCE
#include <linux/futex.h>
#include <sys/syscall.h>
#endif
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "CKernels.h"

// About twenty microseconds of waiting before a worker sleeps: longer than any gap inside a step.
enum { EK_SPINS = 4000 };

struct ek_pool {
  int32_t workers;
  pthread_t *threads;
  _Alignas(64) _Atomic uint32_t round;  // grows by one for every run; workers wait for it to change
  _Atomic uint32_t sleepers;
  _Alignas(64) _Atomic int32_t next;    // the next part to take
  _Alignas(64) _Atomic int32_t busy;    // workers that have not yet left this run
  ek_work work;
  void *context;
  int32_t parts;
  _Atomic int32_t stop;
#if !defined(__linux__)
  pthread_mutex_t mutex;
  pthread_cond_t wake;
#endif
};

typedef struct {
  ek_pool *pool;
  int32_t index;
} ek_worker;

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static void sleep_until_changed(ek_pool *pool, uint32_t seen) {
#if defined(__linux__)
  atomic_fetch_add(&pool->sleepers, 1);
  while (atomic_load(&pool->round) == seen) {
    syscall(SYS_futex, &pool->round, FUTEX_WAIT_PRIVATE, seen, 0, 0, 0);
  }
  atomic_fetch_sub(&pool->sleepers, 1);
#else
  pthread_mutex_lock(&pool->mutex);
  atomic_fetch_add(&pool->sleepers, 1);
  while (atomic_load(&pool->round) == seen) pthread_cond_wait(&pool->wake, &pool->mutex);
  atomic_fetch_sub(&pool->sleepers, 1);
  pthread_mutex_unlock(&pool->mutex);
#endif
}

static void wake_sleepers(ek_pool *pool) {
  if (atomic_load(&pool->sleepers) == 0) return;
#if defined(__linux__)
  syscall(SYS_futex, &pool->round, FUTEX_WAKE_PRIVATE, 1 << 30, 0, 0, 0);
#else
  pthread_mutex_lock(&pool->mutex);
  pthread_cond_broadcast(&pool->wake);
  pthread_mutex_unlock(&pool->mutex);
#endif
}

static void take_parts(ek_pool *pool, int32_t worker) {
  for (;;) {
    int32_t part = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
    if (part >= pool->parts) return;
    pool->work(pool->context, part, worker);
  }
}

static void *serve(void *argument) {
  ek_worker me = *(ek_worker *)argument;
  free(argument);
  ek_pool *pool = me.pool;
  uint32_t seen = 0;
  for (;;) {
    uint32_t round = atomic_load_explicit(&pool->round, memory_order_acquire);
    for (int spin = 0; round == seen && spin < EK_SPINS; spin++) {
      pause_briefly();
      round = atomic_load_explicit(&pool->round, memory_order_acquire);
    }
    if (round == seen) {
      sleep_until_changed(pool, seen);
      round = atomic_load_explicit(&pool->round, memory_order_acquire);
    }
    seen = round;
    if (atomic_load(&pool->stop)) return 0;
    take_parts(pool, me.index);
    atomic_fetch_sub_explicit(&pool->busy, 1, memory_order_release);
  }
}

ek_pool *ek_pool_create(int32_t workers) {
  ek_pool *pool = 0;
  if (workers < 1 || posix_memalign((void **)&pool, 64, sizeof *pool) != 0) return 0;
  *pool = (ek_pool){.workers = 1, .threads = calloc((size_t)workers, sizeof(pthread_t))};
  if (!pool->threads) {
    free(pool);
    return 0;
  }
#if !defined(__linux__)
  pthread_mutex_init(&pool->mutex, 0);
  pthread_cond_init(&pool->wake, 0);
#endif
  for (int32_t i = 1; i < workers; i++) {
    ek_worker *worker = malloc(sizeof *worker);
    if (worker) *worker = (ek_worker){pool, i};
    if (!worker || pthread_create(&pool->threads[i], 0, serve, worker) != 0) {
      free(worker);
      ek_pool_destroy(pool);
      return 0;
    }
    pool->workers = i + 1;
  }
  return pool;
}

void ek_pool_destroy(ek_pool *pool) {
  if (!pool) return;
  atomic_store(&pool->stop, 1);
  atomic_fetch_add(&pool->round, 1);
  wake_sleepers(pool);
  for (int32_t i = 1; i < pool->workers; i++) pthread_join(pool->threads[i], 0);
  free(pool->threads);
  free(pool);
}

int32_t ek_pool_workers(const ek_pool *pool) { return pool->workers; }

void ek_pool_run(ek_pool *pool, ek_work work, void *context, int32_t parts) {
  if (parts <= 1 || pool->workers == 1) {
    for (int32_t part = 0; part < parts; part++) work(context, part, 0);
    return;
  }
  pool->work = work;
  pool->context = context;
  pool->parts = parts;
  atomic_store_explicit(&pool->next, 0, memory_order_relaxed);
  atomic_store_explicit(&pool->busy, pool->workers - 1, memory_order_relaxed);
  atomic_fetch_add(&pool->round, 1);
  wake_sleepers(pool);
  take_parts(pool, 0);
  for (int spin = 0; atomic_load_explicit(&pool->busy, memory_order_acquire) > 0; spin++) {
    pause_briefly();
    if (spin > EK_SPINS) sched_yield();
  }
}

int32_t ek_processors(void) {
#if defined(__linux__)
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int32_t)online : 1;
}
