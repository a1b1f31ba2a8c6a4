import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Makes a certificate of localhost that nobody has signed.
 * @returns the paths of the key and the certificate
 */
export function makeCertificate(folder: string): { key: string; certificate: string } {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const form = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  execFileSync('openssl', [...form, '-keyout', key, '-out', certificate, ...subject], {
    stdio: 'ignore',
  })
  return { key, certificate }
}
