/**
 * Names of things that are no business of ours, by their kind: whoever never mentioned "Workday" in elsewhere.ts is
 * understood all the same. Without words that also occur where somebody tells how the phone was lost (train, hotel, lunch).
 */
export const otherKinds: Readonly<Record<string, string>> = {
  otherservice:
    'sap salesforce workday servicenow jira confluence trello asana netflix facebook instagram linkedin spotify amazon ebay paypal whatsapp tiktok youtube gmail dropbox zoom webex hubspot oracle citrix snowflake tableau powerbi github gitlab concur datev successfactors zendesk steam playstation xbox twitter reddit airbnb uber wikipedia',
  software:
    'adobe photoshop acrobat visio autocad solidworks indesign illustrator vlc firmware driver drivers antivirus bitlocker winzip chatgpt copilot',
  gadget:
    'printer printers scanner toner plotter copier monitor monitors mouse keyboard headset headphones earphones beamer projector docking dock charger adapter hdmi speaker speakers microphone mic webcam drucker maus tastatur bildschirme imprimante raton impresora',
  officefile:
    'excel spreadsheet spreadsheets powerpoint slides slide pptx xlsx docx pdf onenote sharepoint onedrive formula formulas pivot attachment attachments zip font fonts macro macros',
  mailbox: 'mailbox inbox calendar calender newsletter spam signature autoreply invitation mailboxes appointment',
  network: 'wifi wlan router ethernet lan internet bandwidth globalprotect anyconnect wireguard hotspot',
  hrmatter:
    'payslip payslips salary salaries wage wages overtime pension payroll bonus parental maternity vacation vacations urlaub gehalt timesheet reimbursement expenses nomina vacaciones salaire conges lohn kuendigung krankmeldung',
  canteen:
    'canteen cafeteria kantine mensa breakfast dinner recipe pizza soup salad vegetarian burger kitchen fridge cantina cuisine strudel cake',
  building:
    'parking garage elevator lift toilet heating radiator aircon furniture desk chair window windowsill stapler whiteboard carpet reception parkplatz aufzug heizung',
  coding:
    'python java javascript typescript css html sql npm docker kubernetes git php rust golang bash regex compiler api json xml yaml stacktrace nullpointerexception segfault ora tns bsod maven gradle webpack linux kernel',
  trivia:
    'weather rain sunny snow forecast football soccer bundesliga championship politics president election elections joke jokes poem song movie film horoscope lottery bitcoin crypto translate translation history geography planet wetter lustig witz',
  money:
    'invoice invoices tax taxes budget discount price prices contract contracts purchase stock shares dollar euro euros rechnung factura',
};
