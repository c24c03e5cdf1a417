#include "server/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#define DEFAULT_ADDRESS "127.0.0.1:8080"

static int fail(licet_error *err, licet_code code, const char *address, const char *why,
                const char *remedy)
{
    if (err) {
        *err = (licet_error){.code = code};
        snprintf(err->message, sizeof err->message, "cannot listen on %.100s: %s", address, why);
        snprintf(err->remedy, sizeof err->remedy, "%s", remedy);
    }
    return (int)code;
}

/* "[::1]:80" "host:80" ":80" "80" */
static bool take_apart(const char *address, char host[128], char port[16])
{
    const char *colon = strrchr(address, ':');
    const char *number = colon ? colon + 1 : address;
    size_t n = colon ? (size_t)(colon - address) : 0;
    if (n && address[0] == '[' && address[n - 1] == ']') address++, n -= 2;
    if (n >= 128 || !*number || strlen(number) > 5 ||
        strspn(number, "0123456789") != strlen(number))
        return false;
    snprintf(host, 128, "%.*s", n ? (int)n : 9, n ? address : "127.0.0.1");
    snprintf(port, 16, "%s", number);
    return true;
}

static bool is_loopback(const struct sockaddr *a)
{
    if (a->sa_family == AF_UNIX) return true;
    if (a->sa_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr) >> 24 == 127;
    return a->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}

static void tell(int fd, char text[128], bool *out_loopback)
{
    struct sockaddr_storage a = {0};
    socklen_t len = sizeof a;
    char host[100] = "?", port[16] = "?";
    getsockname(fd, (struct sockaddr *)&a, &len);
    getnameinfo((struct sockaddr *)&a, len, host, sizeof host, port, sizeof port,
                NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(text, 128, a.ss_family == AF_INET6 ? "http://[%s]:%s/" : "http://%s:%s/", host, port);
    *out_loopback = is_loopback((struct sockaddr *)&a);
}

static int bind_one(const struct addrinfo *a)
{
    enum { BACKLOG = 4096 };
    int one = 1, fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) return fd;
    close(fd);
    return -1;
}

int srv_listen(const char *address, int *out_socket, char out_text[128], bool *out_loopback,
               licet_error *err)
{
    char host[128], port[16];
    struct addrinfo want = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    int fd = -1;
    if (!address && sd_listen_fds(0) == 1) {
        fd = SD_LISTEN_FDS_START;
    } else {
        const char *a = address ? address : DEFAULT_ADDRESS;
        if (!take_apart(a, host, port))
            return fail(err, LICET_E_ARGUMENT, a, "that is no address",
                        "write it as 127.0.0.1:8080");
        if (getaddrinfo(host, port, &want, &found))
            return fail(err, LICET_E_ARGUMENT, a, "no such host", "write it as 127.0.0.1:8080");
        fd = bind_one(found);
        int why = errno;
        freeaddrinfo(found);
        if (fd < 0)
            return fail(err, LICET_E_IO, a, strerror(why), "choose another port with --listen");
    }
    tell(fd, out_text, out_loopback);
    *out_socket = fd;
    return 0;
}
