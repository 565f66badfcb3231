import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** IPv6 addresses that anybody may be reached at; all others are kept for something else. */
const globalUnicast = ipaddr.parseCIDR('2000::/3')

/** Whether a text is a range of addresses such as `10.0.0.0/8`, or one address. */
export function isRange(text: string): boolean {
  return ipaddr.isValid(text) ? isWhole(text) : ipaddr.isValidCIDR(text) && isWhole(text)
}

/** Four parts of IPv4, in decimal: a short or octal form is read in another way by everybody. */
function isWhole(text: string): boolean {
  return (
    text.includes(':') || /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})(?:\/\d+)?$/.test(text)
  )
}

/**
 * Whether a connection may be made to an address: one of the public Internet, or one in a range that the operator opened.
 *
 * Private networks, this machine, link-local addresses (at which clouds tell of their machines), those of carriers, multicast
 * and everything reserved are closed. An IPv4 address inside an IPv6 one (mapped, or behind NAT64) is judged as itself.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/ (read 2026-11-26)
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/ (read 2026-11-26)
 */
export function isOpenAddress(text: string, opened: readonly string[]): boolean {
  // Short and octal forms are texts that look-ups read, and no addresses.
  if (isIP(text) === 0) return false
  const address = ipaddr.process(text)
  if (opened.some((range) => isWithin(address, range))) return true
  if (address.kind() === 'ipv4') return address.range() === 'unicast'
  if (address.range() === 'rfc6052') {
    const behind = ipaddr.fromByteArray(address.toByteArray().slice(12))
    return isOpenAddress(behind.toString(), opened)
  }
  return address.range() === 'unicast' && address.match(globalUnicast)
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
  const [base, bits] = ipaddr.isValidCIDR(range) ? ipaddr.parseCIDR(range) : oneAddress(range)
  return address.kind() === base.kind() && address.match([base, bits])
}

function oneAddress(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
