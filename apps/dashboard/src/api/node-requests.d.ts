/** The types of operations lead to the host's own code, where a request of Node may say what sends it. */
interface RequestInit {
  dispatcher?: unknown
}
