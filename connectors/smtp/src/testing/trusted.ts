import { getCACertificates, setDefaultCACertificates } from 'node:tls'

/** Trusts the certificate in this process, until the function that it gives back is called. */
export function trusting(certificate: string): () => void {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, certificate])
  return () => setDefaultCACertificates(before)
}
