import { certificate, startMailServer, type MailServerOptions } from '@cartograph/simulators/smtp'
import { conformance } from '@cartograph/testkit'
import { smtp } from './index.ts'
import { trusting } from './testing/trusted.ts'

const mail = (index: number, to: string) => ({
  key: `order ${index}`,
  to: [to],
  subject: `Order ${index} ü`,
  text: `Thank you for order ${index}.`,
})

const simulator = (settings: object, options: MailServerOptions = {}) => ({
  start: async () => {
    const distrust = trusting(certificate)
    const server = await startMailServer(options)
    const { host, port, user, password } = server
    server.weather.unknown('gone@shop.example')
    return {
      settings: { host, port, user, password, from: 'orders@shop.example', ...settings },
      sinks: {
        mails: {
          items: (count: number) =>
            Array.from({ length: count }, (_none, index) => mail(index, 'anna@shop.example')),
          bad: mail(999, 'gone@shop.example'),
          stored: () => server.mails,
        },
      },
      actions: {
        mail: {
          input: { to: ['anna@shop.example'], subject: 'Hello', text: 'Hi' },
          bad: { to: ['gone@shop.example'], subject: 'Hello', text: 'Hi' },
          stored: () => server.mails,
        },
      },
      stop: async () => {
        distrust()
        await server.close()
      },
    }
  },
})

conformance(smtp, {
  package: new URL('../', import.meta.url),
  simulator: simulator({ mailsPerConnection: 10 }),
})

conformance(smtp, {
  name: 'Mail, encrypted from the first byte',
  simulator: simulator({ encryption: 'tls' }, { tls: 'first' }),
})
