import { testSettingChanges } from "./suite.js";

testSettingChanges("gcp");
