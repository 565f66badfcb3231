import type { Configuration, NoticeLanguage } from '../config/index.ts'
import type { Member } from '../store/index.ts'
import type { ConnectionVerdict } from './connection-verdict.ts'
import { filledText } from './filled-in.ts'
import { troubleWords } from './trouble-words.ts'

/** What a mail about a connection says; `link` leads to its page and is in the text too. */
export interface TroubleMail {
  readonly subject: string
  readonly text: string
  readonly link: string
}

export interface ToldTrouble {
  readonly connection: string
  readonly since: number
  readonly verdict: ConnectionVerdict
  readonly againMs: number
  readonly language: NoticeLanguage
  /** Where the host is reached. Default: nobody knows, and there is no link. */
  readonly url: string | undefined
  /** Whom people ask who cannot go on. */
  readonly support: string | undefined
}

const hourMs = 3_600_000

/** That a connection fails, with what to do, or that it works again. */
export function troubleMail(told: ToldTrouble): TroubleMail {
  const { connection, verdict, since, againMs, support, url } = told
  const words = troubleWords[told.language]
  const link = url === undefined ? '' : `${url}/connections/of/${encodeURIComponent(connection)}`
  const filled = {
    connection,
    part: verdict.state === 'fails' ? verdict.part : '',
    since: `${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    hours: String(Math.round(againMs / hourMs)),
    support: support ?? '',
  }
  const say = (text: string) => filledText(text, filled)
  if (verdict.state !== 'fails')
    return {
      subject: say(words.worksSubject),
      text: paragraphs([say(words.works), link]),
      link,
    }
  const { message, hint = '' } = verdict.fault
  return {
    subject: say(words.failsSubject),
    text: paragraphs([
      say(words.fails),
      paragraphs([message, hint], '\n'),
      say(verdict.needsSomebody ? words.needsSomebody : words.passes),
      link,
      support === undefined ? '' : say(words.support),
      say(words.again),
    ]),
    link,
  }
}

function paragraphs(parts: readonly string[], between = '\n\n'): string {
  return parts.filter((part) => part !== '').join(between)
}

/** Whom a mail about a connection goes to: its owner, else the owners of the organisation, else whom the configuration names. */
export function troubleReaders(
  owner: string | undefined,
  members: readonly Pick<Member, 'id' | 'email' | 'role'>[],
  mutes: ReadonlySet<string>,
  { to }: NonNullable<Configuration['failures']>,
): readonly string[] {
  const quiet = new Set(members.filter(({ id }) => mutes.has(id)).map(({ email }) => email))
  const owners = members.filter(({ role }) => role === 'owner').map(({ email }) => email)
  const wanted = (owner === undefined ? owners : [owner]).filter(
    (email) => !quiet.has(email.toLowerCase()),
  )
  return wanted.length > 0 ? wanted : to
}
