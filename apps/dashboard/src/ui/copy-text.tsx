import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../words/words-context.tsx'
import { IconButton } from './button.tsx'

const shownMs = 2000

/** A text that is to be given to somebody else, such as an address. */
export function CopyText({ label, text }: { readonly label: string; readonly text: string }) {
  const { say } = useWords()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), shownMs)
  }
  return (
    <div className="grid gap-1 text-sm">
      <span className="text-faint">{label}</span>
      <div className="flex items-center gap-1 rounded-lg bg-fill pl-3">
        <code className="min-w-0 grow py-2 font-mono text-xs break-all">{text}</code>
        <IconButton
          label={say(isCopied ? 'action.copied' : 'action.copy')}
          onClick={() => void copy()}
        >
          {isCopied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
        </IconButton>
      </div>
    </div>
  )
}
