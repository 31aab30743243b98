/** The command that opens a shell in a node. */

/** User of the base container, in which `ssh` lands (appendix: `ssh root@<address>`). */
const USER = 'root';

/** Command line for a terminal, or null while the node has no address that is safe to put into one. */
export function sshCommand(address: string, user: string = USER): string | null {
  return /^[0-9A-Za-z.:-]+$/.test(address) && !address.startsWith('-') ? `ssh ${user}@${address}` : null;
}
