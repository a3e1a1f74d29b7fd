/*
 * How the guest talks to the controller: through an area of memory that both can see, and a
 * doorbell, one byte to the I/O port of QEMU's debug console. Whoever rings is stopped inside the
 * `out` instruction until the controller has written the reply, where QEMU is traced; where it is
 * not, the guest looks again and again. One at a time rings: see lock_channel().
 *
 * The area is a file on tmpfs (locked in memory by init), mapped shared. Its pages need not lie
 * next to each other in the guest's physical memory; the controller knows where each of them is.
 */
#ifndef CHOKEPOINT_CHANNEL_H
#define CHOKEPOINT_CHANNEL_H

#include <stdint.h>
#include <sys/user.h>

#define CHANNEL_FILE "/run/chokepoint/channel"
#define DOORBELL_PORT 0xe9
#define PAGE_BYTES 4096
#define REPLY_PAGES 8
#define CHANNEL_PAGES 48
#define DATA_BYTES ((CHANNEL_PAGES - 1 - REPLY_PAGES) * PAGE_BYTES)
#define ADDRESS_BYTES 128
#define MOST_WAITING 64
#define MOST_EVENTS 8

enum request_kind {
  /* init has booted, or has carried out a command; what it sees is text in `data`. */
  REQUEST_TICK = 1,
  /* A process of the SUT is about to make a call on a socket. */
  REQUEST_CHOICE = 2,
};

/* Page 0. Everything is little endian. */
struct request {
  uint32_t seq; /* one more for every request; written last */
  uint32_t kind;
  uint32_t data_length; /* bytes used in `data` */
  /* Only for REQUEST_CHOICE from here on. */
  int32_t pid;
  int32_t tid;
  uint32_t number;  /* of the system call, as in <sys/syscall.h> */
  uint64_t args[6]; /* as the system call takes them */
  /* What the socket is; all 0 where the call makes one. */
  int32_t domain;
  int32_t type;
  uint32_t is_nonblocking;
  uint32_t is_listening;
  uint32_t queued;
  uint32_t local_length;
  uint32_t peer_length;
  uint32_t named_length; /* the address that the program gives in this call */
  uint64_t inode;
  uint8_t local[ADDRESS_BYTES]; /* struct sockaddr */
  uint8_t peer[ADDRESS_BYTES];
  uint8_t named[ADDRESS_BYTES];
  /* Where the wrapper stands, for unwinding: rip, rsp, rbp, rbx, r12 to r15 are right. */
  struct user_regs_struct registers;
  /* `data` holds stack_length bytes of stack from registers.rsp on, then answer_length bytes,
   * then, as lines of /proc/PID/maps, the executable segments of all loaded files. */
  uint32_t stack_length;
  uint32_t handlers;  /* of signals: enum handlers */
  uint64_t asked;     /* bytes that the call names by a list of areas */
  uint32_t datagrams; /* that wait in the socket */
  uint32_t has_receive_limit, has_send_limit; /* SO_RCVTIMEO, SO_SNDTIMEO */
  uint32_t answer_length; /* of what a name server has said, and is about to be received */
};

enum reply_op {
  /* To init. */
  REPLY_WAIT = 1,   /* sleep argument microseconds, or until a child ends; then tick */
  REPLY_START = 2,  /* start program number argument; payload: see guest-init.c */
  REPLY_SIGNAL = 3, /* payload: "SIGNAL PROGRAM" in decimal: kill(2) the program's process */
  REPLY_READ = 4,   /* payload: a path; the next tick's `file` has its bytes from argument on */
  REPLY_WRITE = 5,  /* payload: a path, NUL, what to write to it */
  REPLY_DATE = 6,   /* it is argument milliseconds since 1970 */
  REPLY_SEED = 7,   /* payload: what random bytes come from */
  REPLY_SERVE = 8,  /* payload: what /etc/resolv.conf says of a name server of ours */
  REPLY_NAME = 9,   /* payload: a struct sockaddr_in, and what that server says to it */
  /* To a choice. */
  REPLY_AGAIN = 19, /* ask again when init has been told to wait: it may have orders first */
  /* The same; the payload is a struct consequence. */
  REPLY_RUN = 16,      /* make the call */
  REPLY_LIMIT = 17,    /* make it with at most argument bytes, or messages, to be moved */
  REPLY_ANSWER = 18,   /* do not make it; result argument (-errno), and `answer` */
  REPLY_REDIRECT = 20, /* make it with argument as the port that it names */
};

/* What happens to a socket; see NetworkEvent in src/model/consequence.ts. */
enum event_kind {
  EVENT_RESET = 1,
  EVENT_CLOSE = 2,
  EVENT_DISCARD = 3, /* but the first argument bytes */
  EVENT_CLEAR_ERROR = 4,
  EVENT_NOTIFY = 5,
  EVENT_DROP = 6,
  EVENT_DUPLICATE = 7,
  EVENT_REORDER = 8,
  EVENT_SEND_AGAIN = 9, /* what the call has sent arrives twice; of many, the first of it */
  /* Only before a call; each takes argument bytes of those behind the consequence. */
  EVENT_REPLACE = 10, /* the first datagram says this */
  EVENT_ROUTE = 11,   /* a message to rtnetlink(7) */
};

struct event {
  uint32_t kind;
  uint32_t argument;
};

struct events {
  uint32_t count;
  struct event list[MOST_EVENTS];
};

#define NO_DELAY 0
#define DELAY_FOR_EVER (-1) /* the call will not return by itself */

struct delay {
  int64_t ms;
  uint32_t is_past_next_timer; /* instead, where the program has a timer */
} __attribute__((packed));

/*
 * Bytes to be put into the program's own memory, then the end of a call that is not made; of
 * sendmmsg(2) the lengths of what was sent stand there as well.
 */
struct answer {
  int32_t signal; /* to be raised first; 0 for none */
  uint32_t writes;
  struct {
    uint64_t address;
    uint32_t length; /* at most 8 */
    uint8_t bytes[8];
  } __attribute__((packed)) write[4];
} __attribute__((packed));

/* In this order: events, a delay, the call or its answer, events. Bytes of events follow it. */
struct consequence {
  struct events before;
  struct events after;
  struct delay delay;
  struct answer answer;
} __attribute__((packed));

/* Events that a process wants init to bring about, on a socket of its own: see hand.h. */
struct order {
  uint32_t given;  /* a futex: one more for every order */
  uint32_t obeyed; /* a futex: the latest that has been carried out */
  int32_t pid;
  int32_t fd;
  struct events events;
};

/* Pages 1 to 8. */
struct reply {
  uint32_t seq; /* that of the request which it answers; written last */
  uint32_t op;
  int64_t argument;
  uint32_t payload_length;
  uint8_t payload[REPLY_PAGES * PAGE_BYTES - 24];
};

/* Page 9 and on are `data`. The rest of page 0 the guest uses among itself. */
struct channel {
  struct request request;
  int64_t delayed_until_ms; /* by the monotonic clock: some call may wait until then */
  uint8_t unused[PAGE_BYTES - sizeof(struct request) - sizeof(struct order) -
                 sizeof(int64_t) - (MOST_WAITING + 4) * sizeof(uint32_t)];
  struct order order;
  uint32_t waiting[MOST_WAITING]; /* threads that stand at a call: see turn.h; 0 is none */
  uint32_t calls_for_init;        /* a futex: init is wanted, see init-attention.h */
  uint32_t looks_of_init;         /* a futex: init has looked, and there is nothing to do */
  uint32_t turns;                 /* a futex, one more with every turn that has ended */
  uint32_t lock;                  /* a futex that processes share */
  struct reply reply;
  uint8_t data[DATA_BYTES];
};

_Static_assert(sizeof(struct reply) == REPLY_PAGES * PAGE_BYTES, "a reply is whole pages");
_Static_assert(sizeof(struct channel) == CHANNEL_PAGES * PAGE_BYTES, "the area is whole pages");

#endif
