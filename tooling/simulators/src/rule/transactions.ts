import type { Account } from './account.ts'
import { isObject, refused, textOf, type Answer, type Asked } from './answer.ts'
import { isEmail, phoneText } from './identity.ts'

/** `POST /transactionals`: one message to one person, whatever the person said about campaigns. */
export function postTransaction(account: Account, body: Asked['body']): Answer {
  const type = body['transaction_type']
  const { to, from, content } = body
  if (type !== 'email' && type !== 'text_message') return bad('transaction_type')
  const name = textOf(body['transaction_name'])
  if (name === undefined) return bad('transaction_name')
  if (!isObject(from) || textOf(from['name']) === undefined) return bad('from.name')
  if (!isObject(to)) return bad('to')
  const made = { id: account.nextId(), type, name } as const
  if (type === 'text_message') {
    const phone = textOf(to['phone_number'])
    if (phone === undefined || phoneText(phone) === undefined) return bad('to.phone_number')
    if (typeof content !== 'string' || content === '') return bad('content')
    account.transactions.push({ ...made, subject: '', to: phone, plain: content, html: '' })
    return { status: 200, body: { transaction_id: made.id } }
  }
  const email = textOf(to['email'])
  const subject = textOf(body['subject'])
  if (email === undefined || !isEmail(email)) return bad('to.email')
  if (subject === undefined) return bad('subject')
  if (!isEmail(textOf(from['email']) ?? '')) return bad('from.email')
  if (!isObject(content)) return bad('content')
  const [plain, html] = ['plain', 'html'].map((part) => decoded(content[part]))
  if (plain === undefined || html === undefined) return bad('content')
  account.transactions.push({ ...made, subject, to: email, plain, html })
  return { status: 200, body: { transaction_id: made.id } }
}

function decoded(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+=*$/.test(value)) return undefined
  return Buffer.from(value, 'base64').toString('utf8')
}

function bad(field: string): Answer {
  return refused(400, 'BadRequest', 'Invalid input.', { [field]: ['invalid'] })
}
