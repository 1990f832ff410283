import { phrasings } from './entries/build';

/** What people write to a bot that is not its business: whoever is nearer to these than to an entry gets no guess. */
export const elsewhere: readonly string[] = phrasings(`
  the printer does not print; printer out of paper; toner is empty; scan to mail does not work; paper jam; print in colour
  outlook does not open; my mailbox is full; emails are not arriving; cannot send an email; calendar invitation missing; out of office reply; shared mailbox access
  excel formula error; word document is corrupt; powerpoint template; convert a file to pdf; onedrive does not sync; restore a deleted file; sharepoint page missing; share a folder
  teams microphone does not work; camera is black in the meeting; no sound in the call; record a meeting; schedule a meeting; zoom link; headset has no sound; create a team channel; screen sharing is blurry
  vpn is slow; vpn disconnects; wifi is down; internet is slow; network drive missing; map a drive; lan cable; no network in the meeting room
  my laptop is slow; computer is frozen; blue screen; laptop battery is empty quickly; new monitor please; order a new mouse; keyboard broken; docking station; my screen flickers; need a new laptop; laptop fan is loud; more memory; charger is lost
  install software; install adobe; licence for photoshop; update java; sap is down; jira ticket; erp access; database is slow; application crashes; website is down; the app is slow; software request
  meeting room booking; parking space; canteen menu; lunch today; coffee machine; elevator stuck; door does not open; desk chair broken; heating is cold; air conditioning; lights are out; office key; access badge for the building; locker key; cleaning
  holiday request; vacation days left; sick leave; payslip; salary is wrong; travel expenses; parental leave; working hours; overtime; bonus; pension; job openings; hr contact; contract; business trip; hotel booking; flight; train ticket; company car; home office rules; work from abroad
  weather today; will it rain tomorrow; who won the game; tell me a joke; write a poem; capital of france; what time is it; translate this; recipe for cake; news today; stock price; recommend a film; what is the meaning of life; sing a song; how old are you; football results; how far is the moon; calculate 12 times 12; sky is blue
  write an email for me; summarise this text; write code in python; help me with my homework; make a presentation; draft a letter; cover letter
  invoice not paid; purchase order; supplier contract; customer complaint; delivery is late; budget; marketing campaign plan; product price; sales numbers; tax return; bank account; credit card pin; buy crypto; insurance
  reset my sim; mobile phone contract; phone plan; roaming costs; call forwarding; voicemail pin; desk phone does not ring; phone number of a colleague; new phone cover; phone speaker is quiet; take a photo; whatsapp
  lost my jacket; car keys; house key; my bike was stolen; wallet lost; keyboard shortcut; song key; piano keys; passport expired; boarding pass; ski pass; bus pass; visitor pass for a guest; parking pass
  event registration; register for a course; register my car; training registration; sign up for yoga; sign a contract; signature in outlook; register for the company party; conference ticket
  netflix password; facebook account; instagram login; amazon order; google drive; gmail; linkedin; spotify; private email; bank login; playstation
  quel temps fait il; wie wird das wetter; was gibt es zu essen; dónde está la cantina; lorem ipsum dolor
`);
