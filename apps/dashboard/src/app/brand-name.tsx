/** Our sign and name. */
export function BrandName() {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      <svg aria-hidden viewBox="0 0 32 32" className="size-7 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent-fill" />
        <path
          d="M8 21.5 13 11l6 9 5-9"
          className="fill-none stroke-white"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="8" cy="21.5" r="2.4" className="fill-white" />
        <circle cx="24" cy="11" r="2.4" className="fill-white" />
      </svg>
      Cartograph
    </span>
  )
}
