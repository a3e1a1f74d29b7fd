/*
 * Alphabet client: asks for two letters and prints them.
 *
 * Built three times (-DVARIANT=OK, ASSERT or SEGV). The variants behave alike as long as the
 * network does; ASSERT and SEGV each carry one mistake that only a failing call reveals.
 */
#include "../shared/net.h"

#include <assert.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define OK 0
#define ASSERT 1
#define SEGV 2
#ifndef VARIANT
#define VARIANT OK
#endif

enum { LETTERS = 2 };

struct answer {
  int number;
  char letter;
};

struct session {
  int fd;
  unsigned asked;
  unsigned answered;
  struct answer answers[LETTERS];
  const struct answer *latest; /* the last one that came, for messages */
};

/* Says what failed and how far the session came. */
static int give_up(const struct session *session, const char *call) {
  perror(call);
#if VARIANT == SEGV
  fprintf(stderr, "client: the last letter was '%c'\n", session->latest->letter);
#else
  fprintf(stderr, "client: %u of %d letters came\n", session->answered, LETTERS);
#endif
  return -1;
}

static int ask(struct session *session, int number) {
  char line[16];
  int length = snprintf(line, sizeof line, "%d\n", number);
  if (send_all(session->fd, line, (size_t)length) == -1) return give_up(session, "send");
  session->asked++;
  return 0;
}

static int receive(struct session *session, int number) {
  struct answer *answer = &session->answers[session->answered];
  ssize_t received = recv(session->fd, &answer->letter, 1, 0);
  if (received == -1) return give_up(session, "recv");
  if (received == 0) {
    fprintf(stderr, "client: the server closed the connection\n");
    return -1;
  }
  answer->number = number;
  session->latest = answer;
  session->answered++;
  return 0;
}

static int fetch(struct session *session, int number) {
  if (ask(session, number) == -1 || receive(session, number) == -1) return -1;
  printf("letter %d is %c\n", number, session->latest->letter);
  return 0;
}

static void end(struct session *session) {
#if VARIANT == ASSERT
  assert(session->answered == session->asked); /* no question is left open */
#endif
  close(session->fd);
}

int main(int argc, char **argv) {
  static const int numbers[LETTERS] = {3, 8};
  if (argc != 3) {
    fprintf(stderr, "usage: %s ADDRESS PORT\n", argv[0]);
    return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, 0); /* a crash must not swallow what was printed before it */
  struct session session = {.fd = connect_to(argv[1], argv[2])};
  if (session.fd == -1) return 1;
  int result = 0;
  for (int i = 0; i < LETTERS && result == 0; i++) result = fetch(&session, numbers[i]);
  end(&session);
  return result == 0 ? 0 : 1;
}
