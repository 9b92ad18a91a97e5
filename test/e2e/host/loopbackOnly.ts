/**
 * Loaded into n8n before its own code (`--require`): connections to anything but this machine are
 * refused and written to the log, so that no test and no demo can reach a real provider, whatever
 * base URL a credential has.
 */
import net from 'node:net';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
	const host = hostOf(args);
	if (host === undefined || LOOPBACK.test(host)) return Reflect.apply(connect, this, args);
	const refusal = `[loopback only] refused a connection to ${host}`;
	console.error(refusal);
	process.nextTick(() => this.destroy(Object.assign(new Error(refusal), { code: 'ECONNREFUSED' })));
	return this;
};

/** Of the forms that `connect` takes, and the array that Node's own modules hand it; undefined for a pipe. */
function hostOf(args: readonly unknown[]): string | undefined {
	const [first, second] = Array.isArray(args[0]) ? args[0] : args;
	if (typeof first === 'object' && first !== null) {
		if ('path' in first && first.path) return undefined;
		return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
	}
	if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
	return typeof second === 'string' ? second : 'localhost';
}
