import { Check } from 'lucide-react'

/** What is to be done one after the other, and where one is. */
export function Steps({
  label,
  steps,
  current,
}: {
  readonly label: string
  readonly steps: readonly string[]
  /** From 0 on. */
  readonly current: number
}) {
  return (
    <ol aria-label={label} className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? 'step' : undefined}
          className="flex items-center gap-2 text-faint aria-[current=step]:font-medium aria-[current=step]:text-text"
        >
          <span
            className={`grid size-6 place-items-center rounded-full text-xs font-medium tabular-nums ${index === current ? 'bg-accent-fill text-white' : index < current ? 'bg-positive-soft text-positive' : 'bg-fill text-soft'}`}
          >
            {index < current ? <Check aria-hidden size={14} /> : index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  )
}
