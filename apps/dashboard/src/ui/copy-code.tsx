import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../words/words-context.tsx'
import { Button } from './button.tsx'

const shownMs = 2000

/** Lines that are to be given to somebody else as they are, such as a script. */
export function CopyCode({ label, text }: { readonly label: string; readonly text: string }) {
  const { say } = useWords()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), shownMs)
  }
  return (
    <div className="grid min-w-0 gap-2">
      <pre
        role="region"
        aria-label={label}
        // It may be wider than the page, and is then moved by the arrow keys.
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-lg bg-fill px-4 py-3 font-mono text-xs leading-5"
      >
        {text}
      </pre>
      <div>
        <Button
          icon={isCopied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          onClick={() => void copy()}
        >
          {say(isCopied ? 'action.copied' : 'action.copy')}
          <span className="sr-only">{label}</span>
        </Button>
      </div>
    </div>
  )
}
