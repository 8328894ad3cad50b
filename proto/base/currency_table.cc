#include "proto/base/currency_table.h"

namespace anchorledger::base {
namespace {

// Codes of currencies in use, by the digits of their minor unit, separated by spaces. Funds codes,
// metals and test codes are left out: no ledger is kept in them.
constexpr std::string_view kDigits0 =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
constexpr std::string_view kDigits2 =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
    "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG ";
constexpr std::string_view kDigits3 = "BHD IQD JOD KWD LYD OMR TND ";

bool Lists(std::string_view codes, std::string_view code) {
  for (std::size_t at = 0; at < codes.size(); at += 4) {
    if (codes.substr(at, 3) == code) return true;
  }
  return false;
}

}  // namespace

std::optional<int> MinorDigitsOf(std::string_view code) {
  if (code == "USD" || code == "GBP" || code == "EUR") return 2;  // nearly every call
  if (Lists(kDigits2, code)) return 2;
  if (Lists(kDigits0, code)) return 0;
  if (Lists(kDigits3, code)) return 3;
  return std::nullopt;
}

}  // namespace anchorledger::base
