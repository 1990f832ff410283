import { get, onChanges } from './api.js';
import { startClock, startFaults } from './tools.js';
import { startPane } from './pane.js';
import { startTabs } from './tabs.js';
import { startWire } from './wire.js';

const people = await get('people');

const panes = [
  startPane(document.getElementById('employee'), {
    role: 'Employee',
    places: ['teams'],
    people,
    first: 'tom',
    likely: (person) => person.roles.includes('employee') || person.roles.includes('newcomer'),
    phone: true,
    hints: { teams: ['register a passkey', 'my phone is broken'] },
  }),
  startPane(document.getElementById('agent'), {
    role: 'Helpdesk agent',
    places: ['slack'],
    people,
    first: 'priya',
    likely: (person) => person.roles.includes('helpdesk agent'),
    hints: { slack: ['/passwordless link', '/passwordless lookup tom'] },
  }),
  startPane(document.getElementById('approver'), {
    role: 'Approver',
    places: ['teams', 'slack'],
    people,
    first: 'marcus',
    likely: (person) => person.roles.some((role) => /approver|security|escalation|manager/.test(role)),
    hints: { teams: ['what waits for me'], slack: ['/passwordless queue'] },
  }),
];
const clock = startClock();
const faults = startFaults(document.getElementById('faults'));
const wire = startWire(document.getElementById('wire'), document.getElementById('wire-toggle'));
startTabs(document.querySelector('nav.tabs'), wire);

onChanges((areas) => {
  for (const pane of panes) pane.refresh(areas);
  if (areas.has('clock')) clock.refresh();
  if (areas.has('faults')) faults.refresh();
  if (areas.has('wire')) wire.refresh();
});
