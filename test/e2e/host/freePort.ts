import { createServer } from 'node:net';

/** @returns `wanted` where nobody listens on it at this moment, else what `freePort` gives */
export async function freePortLike(wanted: number): Promise<number> {
	return await openedPort(wanted).catch(freePort);
}

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
	return await openedPort(0);
}

async function openedPort(port: number): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('No free TCP port');
	return address.port;
}
