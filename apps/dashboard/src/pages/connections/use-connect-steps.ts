import { useWords } from '../../words/words-context.tsx'

/** From nothing to a connection that is read. */
export function useConnectSteps(): readonly string[] {
  const { say } = useWords()
  return [
    say('connections.stepChoose'),
    say('connections.stepSettings'),
    say('connections.stepCheck'),
    say('connections.stepRead'),
  ]
}
