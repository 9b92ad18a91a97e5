const STATES = {
	pending: 'Handed over',
	sent: 'On its way',
	delivered: 'Delivered',
	undelivered: 'Not delivered',
	rejected: 'Rejected by the operator',
	blocked: 'Number blocked',
	invalid: 'Number not valid',
	busy: 'The operator is busy',
	outOfCoverage: 'Out of coverage',
};
const ENCODINGS = {
	gsm7: 'Latin letters (GSM-7)',
	'gsm7-turkish': 'Turkish letters (GSM-7)',
	ucs2: 'Unicode (UCS-2)',
};

const byId = (id) => document.getElementById(id);
const copyOf = (template) => byId(template).content.firstElementChild.cloneNode(true);

/** Phones by number, entries by id, with what the page needs of each. */
const handsets = new Map();
const shownEntries = new Map();
let firstHandsets = [];
let lines = [];
let limit = 0;

async function post(call, body) {
	const reply = await fetch(`/${call}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!reply.ok) say('The demo did not take that. Reload the page.');
}

function say(text) {
	if (byId('connection').textContent !== text) byId('connection').textContent = text;
}

function handsetOf(number) {
	const known = handsets.get(number);
	if (known) return known;
	const section = copyOf('handset');
	const title = section.querySelector('h2');
	title.textContent = number;
	title.id = `phone-${number.slice(1)}`;
	section.setAttribute('aria-labelledby', title.id);
	const list = section.querySelector('ol');
	list.setAttribute('aria-labelledby', title.id);
	const form = section.querySelector('form');
	const answers = number.startsWith('+98');
	form.hidden = !answers;
	section.querySelector('.mute').hidden = answers;
	for (const line of lines) form.elements.to.add(new Option(line, line));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const text = form.elements.text.value;
		if (text.trim() === '') return;
		void post('replies', { handset: number, to: form.elements.to.value, text });
		form.elements.text.value = '';
		form.elements.text.focus();
	});
	form.elements.text.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		form.requestSubmit();
	});
	byId('handsets').append(section);
	const handset = { section, list, form };
	handsets.set(number, handset);
	return handset;
}

function show(entry) {
	const known = shownEntries.get(entry.id);
	if (known) return update(known, entry);
	const { list, form } = handsetOf(entry.handset);
	const row = copyOf(entry.kind);
	const time = row.querySelector('time');
	time.dateTime = new Date(entry.at).toISOString();
	time.textContent = new Date(entry.at).toLocaleTimeString();
	const text = row.querySelector('.text');
	text.textContent = entry.text;
	text.lang = entry.lang;
	row.querySelector('bdi').textContent =
		entry.kind === 'replied' ? entry.to : entry.sender || entry.provider;
	if (entry.kind === 'received') {
		const parts = entry.parts === 1 ? '1 part' : `${entry.parts} parts`;
		row.querySelector('.size').textContent = `${parts} · ${ENCODINGS[entry.encoding]}`;
		row.querySelector('select').addEventListener('change', ({ target }) => {
			void post('fates', { id: entry.id, fate: target.value });
		});
		if (lines.includes(entry.sender)) form.elements.to.value = entry.sender;
	}
	update(row, entry);
	list.append(row);
	list.scrollTop = list.scrollHeight;
	shownEntries.set(entry.id, row);
	forget(entry.id - limit);
}

/** A run to thousands of numbers leaves no thousands of empty phones. */
function forget(id) {
	const row = shownEntries.get(id);
	if (!row) return;
	const section = row.closest('section');
	row.remove();
	shownEntries.delete(id);
	const isEmpty = section.querySelector('li') === null;
	for (const [number, handset] of handsets) {
		if (!isEmpty || handset.section !== section || firstHandsets.includes(number)) continue;
		section.remove();
		handsets.delete(number);
	}
}

function update(row, entry) {
	if (entry.kind !== 'received') return;
	const state = row.querySelector('.state');
	const words = STATES[entry.state] ?? entry.state;
	if (state.textContent !== words) state.textContent = words;
	state.dataset.state = entry.state;
	row.querySelector('select').value = entry.fate;
}

function count(accepted) {
	say(accepted === 1 ? 'Connected. 1 message so far.' : `Connected. ${accepted} messages so far.`);
}

function turn(weather) {
	byId('weather').elements.weather.value = weather;
}

byId('weather').addEventListener('change', ({ target }) => {
	void post('weather', { weather: target.value });
});

const events = new EventSource('/events');
events.addEventListener('state', ({ data }) => {
	const state = JSON.parse(data);
	firstHandsets = state.handsets;
	lines = state.lines;
	limit = state.shown;
	handsets.clear();
	shownEntries.clear();
	byId('handsets').replaceChildren();
	byId('n8n').hidden = !state.signsIn;
	for (const number of state.handsets) handsetOf(number);
	for (const entry of state.entries) show(entry);
	turn(state.weather);
	count(state.accepted);
});
events.addEventListener('entries', ({ data }) => {
	const { accepted, entries } = JSON.parse(data);
	for (const entry of entries) show(entry);
	count(accepted);
});
events.addEventListener('weather', ({ data }) => turn(JSON.parse(data).weather));
events.addEventListener('error', () => say('The demo has stopped, or cannot be reached.'));
