/** How far something is; without `share` only that it goes on. */
export function Progress({ label, share }: { readonly label: string; readonly share?: number }) {
  return (
    <progress
      aria-label={label}
      {...(share !== undefined && { value: share, max: 1 })}
      className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-fill indeterminate:animate-pulse indeterminate:bg-accent-soft [&::-moz-progress-bar]:bg-accent-fill [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent-fill"
    />
  )
}
