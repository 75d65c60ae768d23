/** Where to go after the sign-in: only a path of this web, never an address of another site. */
export function safeReturn(to: unknown): string {
  if (typeof to !== 'string' || !/^\/(?![/\\])/.test(to)) return '/';
  return to.startsWith('/sign-in') || to.startsWith('/first-password') ? '/' : to;
}
