import { RefreshCw } from 'lucide-react'
import type { Feed } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { feedProblemText } from './feed-problem-text.ts'

const tones: Readonly<Record<string, Tone>> = {
  made: 'positive',
  same: 'positive',
  held: 'caution',
  failed: 'negative',
}
const shownProblems = 5

export function FeedCard({ feed }: { readonly feed: Feed }) {
  const { say, formats } = useWords()
  const { id, set, form, state, last, address } = feed
  const problems = last?.problems ?? []
  const facts = [
    { name: say('feeds.items'), value: formats.number(state?.items ?? 0) },
    { name: say('feeds.size'), value: formats.bytes(state?.bytes ?? 0) },
    {
      name: say('feeds.made'),
      value: state?.madeAt === undefined ? say('state.never') : formats.ago(state.madeAt),
    },
    {
      name: say('feeds.fetched'),
      value: state?.fetchedAt === undefined ? say('state.never') : formats.ago(state.fetchedAt),
    },
  ]
  return (
    <Card
      title={id}
      note={`${set} · ${form}`}
      actions={
        <>
          {last !== undefined && (
            <span className="flex h-9 items-center">
              <Badge tone={tones[last.state] ?? 'neutral'}>{say(`feedState.${last.state}`)}</Badge>
            </span>
          )}
          <FeedRun id={id} />
        </>
      }
    >
      <div className="grid gap-4">
        {state?.held !== undefined && <HeldFeed id={id} held={state.held} />}
        <Facts facts={facts} />
        {address !== undefined && <CopyText label={say('feeds.address')} text={address} />}
        {state?.fault !== undefined && <TroubleList troubles={[state.fault]} />}
        {problems.length > 0 && (
          <div className="grid gap-2 text-sm">
            <p className="font-medium">{say('feeds.problems', { count: problems.length })}</p>
            <ul className="grid gap-1">
              {problems.slice(0, shownProblems).map((problem, index) => (
                <li key={index} className="flex items-start gap-2 [overflow-wrap:anywhere]">
                  <Badge tone={problem.severity === 'error' ? 'negative' : 'caution'}>
                    {say(problem.severity === 'error' ? 'feeds.error' : 'feeds.warning')}
                  </Badge>
                  <span className="pt-0.5">{feedProblemText(problem, say)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}

function FeedRun({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const run = useDeed('POST /api/feeds/:id/run', { done: say('feeds.ran', { id }) })
  if (!mayDo(session, 'runs:start')) return null
  return (
    <Button
      icon={<RefreshCw aria-hidden size={16} />}
      busy={run.isPending}
      onClick={() => run.mutate({ params: { id } })}
    >
      {say('feeds.run')}
      <span className="sr-only">{id}</span>
    </Button>
  )
}

function HeldFeed({
  id,
  held,
}: {
  readonly id: string
  readonly held: { readonly vanished: number; readonly of: number }
}) {
  const { say } = useWords()
  const { session } = useSession()
  const allow = useDeed('POST /api/feeds/:id/allow', { done: say('feeds.allowed', { id }) })
  return (
    <Notice tone="caution">
      <p>{say('feeds.held', { count: held.vanished, of: held.of })}</p>
      {mayDo(session, 'served:write') && (
        <Button
          className="mt-2"
          busy={allow.isPending}
          onClick={() => allow.mutate({ params: { id } })}
        >
          {say('feeds.allow')}
        </Button>
      )}
    </Notice>
  )
}
