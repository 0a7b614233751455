"""Whether everyone can read the page of an audit, and whether it says what its tables say."""

import re

import plain_page


class Audit(plain_page.PlainPage):
    folder, file = "audit-nl", "audit.html"

    def test_the_sums_are_those_of_the_tables_and_add_up(self):
        table = self.rows("audit_summary.csv")
        cents = {row["outcome"]: round(100 * float(row["cash_eur"])) for row in table}
        cases = self.rows("audit_cases.csv")
        self.assertGreater(len(cases), 5)
        possible = sum(round(100 * float(row["possible_eur"])) for row in cases)
        self.assertEqual(sum(cents.values()), possible)
        for row in cases:
            parts = sum(round(100 * float(row[f"{outcome.replace('-', '_')}_eur"]))
                        for outcome in cents if outcome != "kept-apart")
            self.assertEqual(parts, round(100 * float(row["possible_eur"])), row["case"])
        shown = self.run_script("[...document.querySelectorAll('table')][0].querySelector('tbody tr:last-child td').innerText")
        self.assertEqual(int(re.sub("[.,]", "", shown)), possible)
        pairs = self.rows("audit_pairs.csv")
        self.assertEqual(len(pairs), sum(int(row["pairs"]) for row in table))

    def test_the_page_is_of_one_language(self):
        text = self.run_script("document.body.innerText")
        words = {"nl": ["gemiste kansen", "Samen gedaan", "Vooruit"], "en": ["missed windows", "Done together", "Ahead"]}
        for language, own in words.items():
            for word in own:
                (self.assertIn if language == self.language else self.assertNotIn)(word, text)


class AuditInEnglish(Audit):
    folder, language = "audit-en", "en"


class AuditOnPhone(Audit):
    size = (390, 844)
