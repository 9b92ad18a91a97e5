import { parseArgs } from 'node:util';
import { startSimulators } from './index';
import type { AcceptedMessage } from './core/ledger';

/** The two simulated providers as a program, for trying the nodes by hand. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			'raygan-port': { type: 'string', default: '8765' },
			'turkey-port': { type: 'string', default: '8766' },
		},
	});
	const simulators = await startSimulators({
		rayganPort: Number(values['raygan-port']),
		turkeyPort: Number(values['turkey-port']),
	});
	const { raygan, turkey } = simulators;
	console.log(`Raygan SMS  ${raygan.url}  username demo, password demo-password`);
	console.log(`TurkeySMS   ${turkey.url}  API key demo-api-key`);
	console.log('No message leaves this machine. Stop with Ctrl+C.');
	raygan.onAccepted((message) => console.log(line('Raygan SMS', message)));
	turkey.onAccepted((message) => console.log(line('TurkeySMS ', message)));

	const stop = async () => {
		await simulators.stop();
		process.exit(0);
	};
	process.once('SIGINT', () => void stop());
	process.once('SIGTERM', () => void stop());
}

function line(provider: string, message: AcceptedMessage): string {
	const { at, endpoint, sender, recipient, parts, text } = message;
	const time = new Date(at).toISOString();
	return `${time}  ${provider}  ${endpoint}  ${sender || '-'} → ${recipient}  (${parts})  ${JSON.stringify(text)}`;
}

void main();
