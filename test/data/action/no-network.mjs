// Loaded before the Action: a connection of any kind ends the process.
import { Socket } from 'node:net';

Socket.prototype.connect = () => {
  process.stderr.write('the Action opened a connection\n');
  process.exit(99);
};
