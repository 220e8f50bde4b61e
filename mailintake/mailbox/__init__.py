"""The IMAP edge: connect, sign in, list, fetch, wait and file; by default nothing in the mailbox changes."""
