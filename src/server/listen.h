/* server/listen.h: the socket: handed over by systemd, or bound here. */
#ifndef SERVER_LISTEN_H
#define SERVER_LISTEN_H

#include <stdbool.h>

#include "licet/licet.h"

/* An address as a person writes it; NULL: systemd's socket, else 127.0.0.1:8080. out_text: what is
 * listened on. out_loopback: nobody beyond this machine can reach it. */
int srv_listen(const char *address, int *out_socket, char out_text[128], bool *out_loopback,
               licet_error *err);

#endif
