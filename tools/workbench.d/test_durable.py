"""Every edit that was acknowledged is there after the service was killed; people who edit at once lose nothing."""

import os
import random
import shutil
import signal
import threading
import unittest

from service import Service, small_project

ROUNDS = int(os.environ.get("KANSENKAART_KILLS", "100"))


class Durable(unittest.TestCase):
    def test_no_acknowledged_edit_is_lost_when_the_service_is_killed(self):
        """Two people add decisions; at a random moment the service is killed. What was acknowledged is in the file."""
        draw = random.Random(20261128)
        folder = small_project()
        acknowledged, answered = [], 0
        try:
            for round in range(ROUNDS):
                with Service(f"{folder}/project.yaml") as service:
                    service.wait()
                    threads = [threading.Thread(target=self.edit, args=(service, f"{round}{name}", acknowledged))
                               for name in "ab"]
                    for thread in threads:
                        thread.start()
                    threading.Event().wait(draw.uniform(0, 0.25))
                    service.stop(signal.SIGKILL)
                    for thread in threads:
                        thread.join()
                answered += 1
                with open(f"{folder}/decisions.yaml") if os.path.exists(f"{folder}/decisions.yaml") else \
                        open(os.devnull) as file:
                    text = file.read()
                for reason in acknowledged:
                    self.assertIn(f'why: "{reason}"', text, f"after kill {round + 1}")
            # The project still opens, with all of it, and takes further edits.
            with Service(f"{folder}/project.yaml") as service:
                service.wait()
                held = {d["why"] for d in service.ask("GET", "/decisions")[1]["decisions"]}
                self.assertLessEqual(set(acknowledged), held)
                self.assertEqual(service.decide({"forbid": ["W1", "W2"], "why": "end"})[0], 200)
            self.assertGreater(len(acknowledged), ROUNDS // 2)
            print(f"\n{answered} kills, {len(acknowledged)} acknowledged edits, none lost")
        finally:
            shutil.rmtree(folder)

    def edit(self, service, name, acknowledged):
        number = 0
        while True:
            number += 1
            reason = f"r {name} {number}"
            try:
                status, _, _ = service.decide({"forbid": ["W1", "W2"], "why": reason}, by=name)
            except (OSError, ValueError, KeyError, TypeError):
                return
            except Exception as error:  # whatever a connection that breaks off raises
                if type(error).__module__.startswith("http"):
                    return
                raise
            if status == 200:
                acknowledged.append(reason)

    def test_of_two_with_one_version_one_is_told_both(self):
        folder = small_project()
        try:
            with Service(f"{folder}/project.yaml") as service:
                service.wait()
                seen = service.version()
                self.assertEqual(service.decide({"lock": ["W1"]}, seen)[0], 200)
                status, problem, headers = service.decide({"lock": ["W2"]}, seen)
                self.assertEqual(status, 412)
                self.assertEqual(problem["now"]["decisions"][0]["works"], [["W1"]])
                self.assertEqual(headers["etag"], service.version())
                self.assertEqual(service.ask("POST", "/decisions", {"decision": {"lock": ["W2"]}, "by": "b"})[0], 428)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    unittest.main()
