/* Addresses that are nobody's on the public internet (RFC 6890, RFC 4193, RFC 6598). */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "fetch/fetch.h"

static bool within4(uint32_t host, const char *network, int bits)
{
    struct in_addr n;
    inet_pton(AF_INET, network, &n);
    uint32_t mask = bits ? ~UINT32_C(0) << (32 - bits) : 0;
    return (host & mask) == (ntohl(n.s_addr) & mask);
}

static bool private4(uint32_t host)
{
    static const struct {
        const char *network;
        int bits;
    } nobodys[] = {{"0.0.0.0", 8},     {"10.0.0.0", 8},      {"100.64.0.0", 10},
                   {"127.0.0.0", 8},   {"169.254.0.0", 16},  {"172.16.0.0", 12},
                   {"192.0.0.0", 24},  {"192.0.2.0", 24},    {"192.168.0.0", 16},
                   {"198.18.0.0", 15}, {"198.51.100.0", 24}, {"203.0.113.0", 24},
                   {"224.0.0.0", 4},   {"240.0.0.0", 4}};
    for (size_t i = 0; i < sizeof nobodys / sizeof *nobodys; i++)
        if (within4(host, nobodys[i].network, nobodys[i].bits)) return true;
    return false;
}

static bool private6(const struct in6_addr *a)
{
    if (IN6_IS_ADDR_V4MAPPED(a) || IN6_IS_ADDR_V4COMPAT(a)) {
        uint32_t host;
        memcpy(&host, a->s6_addr + 12, 4);
        return private4(ntohl(host));
    }
    bool nat64 = a->s6_addr[0] == 0 && a->s6_addr[1] == 0x64 && a->s6_addr[2] == 0xFF;
    return IN6_IS_ADDR_UNSPECIFIED(a) || IN6_IS_ADDR_LINKLOCAL(a) || IN6_IS_ADDR_SITELOCAL(a) ||
           IN6_IS_ADDR_MULTICAST(a) || nat64 || (a->s6_addr[0] & 0xFE) == 0xFC;
}

bool lc_address_loopback(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr) >> 24 == 127;
    return a->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}

bool lc_address_private(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET)
        return private4(ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr));
    return a->sa_family != AF_INET6 ||
           private6(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}
