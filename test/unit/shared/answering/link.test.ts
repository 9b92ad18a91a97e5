import { linkWarning } from '../../../../nodes/shared/answering/link';

test.each([
	['http://localhost:5678/webhook-waiting/1/a', 'computer of n8n alone'],
	['https://localhost/webhook-waiting/1/a', 'computer of n8n alone'],
	['http://127.0.0.1:5678/a', 'computer of n8n alone'],
	['http://127.8.8.8/a', 'computer of n8n alone'],
	['http://[::1]:5678/a', 'computer of n8n alone'],
	['http://0.0.0.0:5678/a', 'computer of n8n alone'],
	['http://app.localhost/a', 'computer of n8n alone'],
	['http://10.0.0.3:5678/a', 'in its own network alone'],
	['https://192.168.1.2/a', 'in its own network alone'],
	['http://172.16.0.1/a', 'in its own network alone'],
	['http://n8n:5678/a', 'in its own network alone'],
	['http://raspberry.local/a', 'in its own network alone'],
	['http://[fd00::1]/a', 'in its own network alone'],
	['http://n8n.example.com/a', 'not https'],
	['http://203.0.113.7/a', 'not https'],
	['http://172.32.0.1/a', 'not https'],
])('%s: %s', (link, words) => {
	expect(linkWarning(link)).toContain(words);
	expect(linkWarning(link)).toContain('WEBHOOK_URL');
});

test.each([
	'https://n8n.example.com/webhook-waiting/1/a?signature=1',
	'https://203.0.113.7/a',
	'https://localhost.example.com/a',
	'https://10.example.com/a',
])('nothing is seen that keeps people from opening %s', (link) => {
	expect(linkWarning(link)).toBeUndefined();
});
