import { catalogue } from "@/locale/catalogue.ts";

export const partnerTexts = catalogue(
  {
    all: "All partner organisations",
    form: "Legal form",
    home: "At home in",
    developedBy: "Developed by",
    partnerships: "Partnerships",
    noPartnership: "It is a party of no partnership",
    investments: "What it received",
    noInvestment: "It received no investment that you may see",
    eventsLead: "What is recorded of the organisation itself; more is told in its partnerships.",
  },
  {
    all: "Todas las organizaciones socias",
    form: "Forma jurídica",
    home: "Tiene su sede en",
    developedBy: "Desarrollada por",
    partnerships: "Alianzas",
    noPartnership: "No participa en ninguna alianza",
    investments: "Lo que recibió",
    noInvestment: "No recibió ninguna inversión que usted pueda ver",
    eventsLead: "Lo registrado de la propia organización; lo demás se cuenta en sus alianzas.",
  },
);
